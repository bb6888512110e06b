// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.io.IOException;
import java.util.Locale;

/** Writes JSON, value after value; safe inside a script of an HTML page too. Not thread-safe. */
final class Json {
    private final Appendable to;
    private boolean comma;

    Json(Appendable to) {
        this.to = to;
    }

    Json begin(char bracket) throws IOException {
        separate();
        to.append(bracket);
        comma = false;
        return this;
    }

    Json end(char bracket) throws IOException {
        to.append(bracket);
        comma = true;
        return this;
    }

    Json key(String name) throws IOException {
        value(name);
        to.append(':');
        comma = false;
        return this;
    }

    Json value(long number) throws IOException {
        separate();
        to.append(Long.toString(number));
        return this;
    }

    /** Nanoseconds as microseconds, three digits behind the point at most. */
    Json micros(long nanos) throws IOException {
        separate();
        to.append(nanos < 0 && nanos > -1000 ? "-0" : Long.toString(nanos / 1000));
        long rest = Math.abs(nanos % 1000);
        if (rest != 0) {
            to.append('.').append(String.format(Locale.ROOT, "%03d", rest));
        }
        return this;
    }

    Json value(String text) throws IOException {
        separate();
        if (text == null) {
            to.append("null");
            return this;
        }
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        to.append('"');
        return this;
    }

    /** One half of a pair may be there alone, which no encoder takes. */
    private void character(char c) throws IOException {
        if (c == '"' || c == '\\') {
            to.append('\\').append(c);
        } else if (c < ' '
                || Character.isSurrogate(c)
                || c == '<'
                || c == '>'
                || c == '&'
                || c == '\u2028'
                || c == '\u2029') {
            to.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            to.append(c);
        }
    }

    private void separate() throws IOException {
        if (comma) {
            to.append(',');
        }
        comma = true;
    }
}
