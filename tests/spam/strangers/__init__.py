"""Farm tails and honest pages from people that PHP's Faker, @faker-js/faker, Ruby's Faker and mimesis invented.

`people.jsonl` holds the libraries' own output, in some 140 locales. Side "seen" was read line by line while rules
were mended; of side "held" (other locales, labels, layouts, wording) only shares were counted.
"""
