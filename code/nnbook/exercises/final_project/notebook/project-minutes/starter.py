training = ...  # a dict of columns, as of impressions.impression_examples
minutes = ...  # the candidates' expected watch time, (number of pages, 100)
