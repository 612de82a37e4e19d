"""How every published figure is measured."""
