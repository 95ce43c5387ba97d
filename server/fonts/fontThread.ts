import { atTheBench } from '../workbench'
import { cutOut } from './cutting'

/** The thread that cuts typefaces: each cut takes it some 15 ms, in which no page waits. */
atTheBench(cutOut)
