"""Jangkau: a chat that brings informal workers into Jamsostek."""
