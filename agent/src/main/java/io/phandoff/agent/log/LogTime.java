// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import java.util.TimeZone;

/**
 * Dates as log lines begin with, {@code [phandoff 2026-11-22 18:46:02.123]}, in the time zone that the JVM had when it was asked
 * first. Not {@code SimpleDateFormat}: that loads locales and calendars, a tenth of a CPU second at the start of every program.
 * Immutable.
 */
final class LogTime {
    private static final int MILLIS_A_DAY = 86_400_000;
    private static final int DAYS_IN_400_YEARS = 146_097;
    /** From 1 March of the year 0, with which the reckoning begins, to 1970. */
    private static final int DAYS_TO_1970 = 719_468;

    private final TimeZone zone;

    LogTime(TimeZone zone) {
        this.zone = zone;
    }

    /** Appends the date in brackets; milliseconds since 1970. */
    void append(long millis, StringBuilder line) {
        long local = millis + zone.getOffset(millis);
        int day = (int) Math.floorDiv(local, (long) MILLIS_A_DAY);
        int time = (int) Math.floorMod(local, (long) MILLIS_A_DAY);
        line.append("[phandoff ");
        date(day, line);
        number(time / 3_600_000, 2, line.append(' '));
        number(time / 60_000 % 60, 2, line.append(':'));
        number(time / 1_000 % 60, 2, line.append(':'));
        number(time % 1_000, 3, line.append('.'));
        line.append(']');
    }

    /** The Gregorian calendar, with years that begin in March: then the leap day is the last one. */
    private static void date(int sinceEpoch, StringBuilder line) {
        int days = sinceEpoch + DAYS_TO_1970;
        int era = Math.floorDiv(days, DAYS_IN_400_YEARS);
        int ofEra = Math.floorMod(days, DAYS_IN_400_YEARS);
        int year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * year + year / 4 - year / 100);
        int month = (5 * ofYear + 2) / 153;
        int day = ofYear - (153 * month + 2) / 5 + 1;
        boolean beforeMarch = month >= 10;
        number(year + 400 * era + (beforeMarch ? 1 : 0), 4, line);
        number(beforeMarch ? month - 9 : month + 3, 2, line.append('-'));
        number(day, 2, line.append('-'));
    }

    private static void number(int value, int digits, StringBuilder line) {
        int power = 10;
        for (int i = 1; i < digits; i++) {
            if (value < power) {
                line.append('0');
            }
            power *= 10;
        }
        line.append(value);
    }
}
