"""Weighing: what bears on the worth of voices and claims, each thing apart."""
