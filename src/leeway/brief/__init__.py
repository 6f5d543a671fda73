"""The document a head of mission signs, and the messages that go with it."""
