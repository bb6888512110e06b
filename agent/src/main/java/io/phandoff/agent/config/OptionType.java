// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import java.util.List;
import java.util.Locale;

/**
 * How an option's text becomes a value. Immutable.
 *
 * @param <T> the type of the value
 */
abstract class OptionType<T> {

    private final String expected;

    private OptionType(String expected) {
        this.expected = expected;
    }

    /** The allowed values, for messages and the table: {@code 1..1024}. */
    final String expected() {
        return expected;
    }

    /** Reads a trimmed text; throws IllegalArgumentException when it is not a value or out of range. */
    abstract T parse(String text);

    /** Writes a value so that {@link #parse} reads it back. */
    String format(T value) {
        return value.toString();
    }

    static OptionType<Boolean> bool() {
        return new OptionType<>("true or false") {
            @Override
            Boolean parse(String text) {
                return switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                };
            }
        };
    }

    static OptionType<Integer> integer(int min, int max) {
        return new OptionType<>(min + ".." + max) {
            @Override
            Integer parse(String text) {
                int value = Integer.parseInt(text);
                if (value < min || value > max) {
                    throw new IllegalArgumentException(text);
                }
                return value;
            }
        };
    }

    /** A duration in nanoseconds from a range; 0 is allowed too if the range is said to have an "off". */
    static OptionType<Long> duration(String min, String max, boolean zeroAllowed) {
        long minNanos = Durations.parse(min);
        long maxNanos = Durations.parse(max);
        String range = min + ".." + max;
        return new OptionType<>(zeroAllowed && minNanos > 0 ? "0 or " + range : range) {
            @Override
            Long parse(String text) {
                long nanos = Durations.parse(text);
                boolean inRange = nanos >= minNanos && nanos <= maxNanos;
                if (!inRange && !(zeroAllowed && nanos == 0)) {
                    throw new IllegalArgumentException(text);
                }
                return nanos;
            }

            @Override
            String format(Long nanos) {
                return Durations.format(nanos);
            }
        };
    }

    /** One of these constants of an enum, at least two, by its name in lower case. */
    static <E extends Enum<E>> OptionType<E> oneOf(List<E> constants) {
        return new OptionType<>(listed(constants)) {
            @Override
            E parse(String text) {
                for (E constant : constants) {
                    if (constant.name().equalsIgnoreCase(text)) {
                        return constant;
                    }
                }
                throw new IllegalArgumentException(text);
            }

            @Override
            String format(E value) {
                return value.name().toLowerCase(Locale.ROOT);
            }
        };
    }

    /** {@code auto, on or off}. */
    private static String listed(List<? extends Enum<?>> constants) {
        StringBuilder list = new StringBuilder(constants.get(0).name());
        for (int i = 1; i < constants.size(); i++) {
            list.append(i == constants.size() - 1 ? " or " : ", ")
                    .append(constants.get(i).name());
        }
        return list.toString().toLowerCase(Locale.ROOT);
    }

    static OptionType<String> text(String expected) {
        return new OptionType<>(expected) {
            @Override
            String parse(String text) {
                return text;
            }
        };
    }

    static OptionType<GlobList> globs() {
        return new OptionType<>("names with * and ?, comma separated") {
            @Override
            GlobList parse(String text) {
                return GlobList.parse(text);
            }
        };
    }

    static OptionType<ExtraHooks> extraHooks() {
        return new OptionType<>("any of " + ExtraHooks.names()) {
            @Override
            ExtraHooks parse(String text) {
                return ExtraHooks.parse(text);
            }
        };
    }
}
