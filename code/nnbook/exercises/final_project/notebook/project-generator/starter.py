generator = ...  # a CandidateGenerator, trained
