"""A small corpus with accepted output: what the machine reads in the sample archive, one line a claim, reviewed as a diff.

``make accept`` writes the accepted lines anew; the commit that carries them is the review.
"""
