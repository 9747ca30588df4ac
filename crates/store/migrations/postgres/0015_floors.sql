-- The smallest number of staff behind a figure, as promised: five, or more where a partnership chose more. What was promised
-- before there was a choice was five.
ALTER TABLE promise ADD COLUMN floor BIGINT NOT NULL DEFAULT 5 CHECK (floor BETWEEN 5 AND 20);
