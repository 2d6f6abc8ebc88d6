//! Tests with a neural voice, where `ALOUD_TEST_DATA` names a data folder that has it.
