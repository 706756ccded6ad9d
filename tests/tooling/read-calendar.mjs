// Reads one calendar file by ical.js and prints what it says as JSON: node read-calendar.mjs FILE
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const text = readFileSync(process.argv[2], 'utf8');
ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(text));
const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
const event = calendar.getFirstSubcomponent('vevent');

function instant(name) {
  const time = event.getFirstPropertyValue(name);
  // The file's own time zone decides, and not one that the parser may know by that name.
  return new Date(time.convertToZone(ICAL.Timezone.utcTimezone).toUnixTime() * 1000).toISOString();
}

ICAL.TimezoneService.register(zone.tzid, zone);
console.log(JSON.stringify({
  method: calendar.getFirstPropertyValue('method'),
  events: calendar.getAllSubcomponents('vevent').length,
  uid: event.getFirstPropertyValue('uid'),
  sequence: event.getFirstPropertyValue('sequence'),
  stamp: event.getFirstPropertyValue('dtstamp').toString(),
  zone: event.getFirstProperty('dtstart').getParameter('tzid'),
  start: instant('dtstart'),
  end: instant('dtend'),
  status: event.getFirstPropertyValue('status'),
  class: event.getFirstPropertyValue('class'),
  summary: event.getFirstPropertyValue('summary'),
  description: event.getFirstPropertyValue('description'),
  organizer: event.getFirstPropertyValue('organizer'),
  attendees: event.getAllProperties('attendee').map((property) => property.getFirstValue()),
  others: event.getAllProperties().map((property) => property.name).filter((name) => !['uid', 'sequence', 'dtstamp', 'dtstart', 'dtend', 'status', 'class', 'summary', 'description', 'organizer', 'attendee'].includes(name)),
}));
