"""The parser's tree: the walk over it, attributes and places of its elements, what the head says."""
