"""An exam for spam removal, written without a look at the detectors: own grammars, own templates, own look-alikes."""
