-- Desks and lists of what is late ask for clocks that run. Of a year's clocks most have stopped.
CREATE INDEX statutory_clock_running_responsible_idx ON statutory_clock (responsible_department, responsible_region_no, due_at) WHERE stopped_at IS NULL;
CREATE INDEX statutory_clock_running_other_idx ON statutory_clock (other_department, other_region_no, due_at) WHERE stopped_at IS NULL;
