// @ts-check

// All that the review screen does, asked for by one name.
import './unsaved.js'
import './pair-editor.js'
import './review-keys.js'
import './rest-of-pairs.js'
import './live.js'
import './kept-words.js'
import './sign-in-here.js'
import './draft-progress.js'
import './pair-dock.js'
import './pair-alternatives.js'
import './term-marks.js'
import './add-term.js'
import './whole-findings.js'
import './korean-type.js'
