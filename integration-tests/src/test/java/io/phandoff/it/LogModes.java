// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The logging libraries that programs are run with, each set up to print {@code level|logger|message}. */
enum LogModes {
    LOGBACK("logback", "logback.configurationFile", ".xml", """
            <configuration>
              <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level|%logger|%msg%n</pattern></encoder>
              </appender>
              <logger name="io.phandoff.runtime" level="OFF"/>
              <root level="INFO"><appender-ref ref="${it.appender}"/></root>
            </configuration>
            """),
    LOG4J("log4j", "log4j2.configurationFile", ".xml", """
            <Configuration status="WARN">
              <Appenders>
                <Console name="STDOUT"><PatternLayout pattern="%level|%logger|%msg%n"/></Console>
              </Appenders>
              <Loggers>
                <Logger name="io.phandoff.runtime" level="OFF"/>
                <Root level="INFO"><AppenderRef ref="${sys:it.appender}"/></Root>
              </Loggers>
            </Configuration>
            """),
    WITHOUT(null, null, null, null);

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final String directory;
    private final String property;
    private final String ending;
    private final String settings;

    LogModes(String directory, String property, String ending, String settings) {
        this.directory = directory;
        this.property = property;
        this.ending = ending;
        this.settings = settings;
    }

    /** The directory of a library's jars. */
    static Path jars(String library) {
        return Path.of(System.getProperty("logging.jars", "target/logging"), library)
                .toAbsolutePath();
    }

    /** A JVM with the agent in a mode and this library, whose settings are written to a directory. */
    AgentJvm jvm(JavaHome home, String mode, Path temporary) {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.log", mode).set("phandoff.stats.interval", "50ms");
        if (directory == null) {
            return jvm;
        }
        try {
            Path file = Files.writeString(temporary.resolve(directory + ending), settings);
            return jvm.jars(jars(directory)).set(property, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a run's loggers printed of the agent: {@code level|logger|message}. */
    static List<String> agentLines(JvmRun run) {
        return run.out().stream().filter(line -> line.contains("|io.phandoff")).toList();
    }

    /** How many lines, of the program's log and of standard error, hold a text. */
    static long count(JvmRun run, String text) {
        return Stream.concat(run.out().stream(), run.err().stream())
                .filter(line -> line.contains(text))
                .count();
    }
}
