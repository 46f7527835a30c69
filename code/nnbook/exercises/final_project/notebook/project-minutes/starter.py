training = ...  # a dict of columns, as of ranking.impression_examples
minutes = ...  # the candidates' expected watch time, (number of pages, 100)
