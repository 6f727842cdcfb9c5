"""The same records as a whole platform: some of them interpretations,
consultations, specials, issues."""
