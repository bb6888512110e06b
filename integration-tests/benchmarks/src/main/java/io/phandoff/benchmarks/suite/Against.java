// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An agent that pairs compare with, in place of none: other options, or another version.
 *
 * @param jar empty: the same
 * @param options of that agent
 */
record Against(Optional<Path> jar, Map<String, String> options) {

    /** Beginning of the words that tell it. */
    static final String PREFIX = "against.";

    private static final String JAR = "agent";

    /** Words without their beginning; none: nothing is compared with but a program without an agent. */
    static Optional<Against> of(Map<String, String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> options = new LinkedHashMap<>(words);
        Optional<Path> jar = Optional.ofNullable(options.remove(JAR)).map(Path::of);
        if (jar.isPresent() && !Files.isRegularFile(jar.get())) {
            throw new IllegalArgumentException("no such jar: " + PREFIX + JAR + "=" + jar.get());
        }
        options.keySet().stream()
                .filter(key -> !key.startsWith(SuiteOptions.AGENT))
                .findAny()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("unknown option: " + PREFIX + key + " (expected: " + PREFIX + JAR
                            + " or " + PREFIX + SuiteOptions.AGENT + "*)");
                });
        return Optional.of(new Against(jar, Map.copyOf(options)));
    }

    @Override
    public String toString() {
        return "against " + jar.map(path -> path + " ").orElse("the agent with ") + options;
    }
}
