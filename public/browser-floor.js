/*
 * Written for browsers of ten years ago: no modern syntax. Without cascade layers (Chromium 99) nothing of the style
 * sheet would apply, so the person is told what to do instead of being shown a ruin.
 */
if (!window.CSSLayerBlockRule) location.replace('/unsupported.html')
