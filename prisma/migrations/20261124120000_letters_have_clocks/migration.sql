-- A letter between agencies is a matter on which clocks run. On its own, so that the next migration may use the value.
ALTER TYPE "ClockSubject" ADD VALUE 'letter';
