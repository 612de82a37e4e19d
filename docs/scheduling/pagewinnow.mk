# Include this from a Makefile of your own:  include pagewinnow.mk
# `make clean-data` brings the dataset up to date; `make check-data` fails when it is not fit to be used.
CRAWL ?= crawl
CLEAN ?= clean

.PHONY: clean-data check-data

clean-data:
	pagewinnow run $(CRAWL) --out $(CLEAN)

check-data: clean-data
	pagewinnow check $(CLEAN) --min-articles 100 --max-dropped 0.2 --max-farm 0.5
