-- The form that a hand-over rests on, where the family has answered one. Empty where consent was given in words that somebody has noted.
ALTER TABLE {Module}.HandOver ADD ConsentId uniqueidentifier NULL;
ALTER TABLE {Module}.Disclosure ADD ConsentId uniqueidentifier NULL;
