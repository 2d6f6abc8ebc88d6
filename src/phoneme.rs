//! Phonemes (grapheme-to-phoneme): how the spoken form sounds, word by word.
