"""OPUS-MT, NLLB-200 and MADLAD-400 models by CTranslate2, on this machine's processor."""
