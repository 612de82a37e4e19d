"""Training of the content scorer: `python -m training --data DIR` reproduces the weights in `pipeline/content`."""
