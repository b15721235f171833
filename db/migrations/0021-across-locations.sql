-- Money received at one location for another: an entry on 1800 or 2800 names the location at the other end.
ALTER TABLE entries ADD COLUMN counter_location_id ID;
