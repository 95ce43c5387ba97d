import { atTheBench } from '../workbench'
import { drawn } from './drawing'

/** The thread that draws covers: typefaces are opened and outlines made where no page waits for it. */
atTheBench(drawn)
