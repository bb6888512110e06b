// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import java.util.List;

/**
 * What was written behind {@code java -jar phandoff-agent.jar}.
 *
 * @param command the command
 * @param pid the process it is for, 0 if it is for none
 * @param rest what it is given besides
 */
record Arguments(String command, long pid, List<String> rest) {
    static final String HELP = "--help";
    static final String VERSION = "--version";
    static final String WATCH = "--watch";
    static final String PREPARE = "prepare";
    private static final String COMMANDS =
            "--version, --help, list, attach, stop, mode, dump, stats, print-config, prepare or report";

    /** Takes the arguments apart; none is the same as {@code --help}. */
    static Arguments parse(List<String> args) throws UsageException {
        String command = args.isEmpty() ? HELP : args.get(0);
        List<String> rest = args.isEmpty() ? List.of() : List.copyOf(args.subList(1, args.size()));
        switch (command) {
            case HELP, "-h", "help" -> {
                return new Arguments(HELP, 0, atMost(0, command, "", rest));
            }
            case VERSION, "version" -> {
                return new Arguments(VERSION, 0, atMost(0, command, "", rest));
            }
            case "report" -> {
                return new Arguments(command, 0, rest);
            }
            case "print-config", "--print-config" -> {
                return new Arguments("print-config", 0, atMost(1, command, " [key=value,...]", rest));
            }
            case PREPARE -> {
                if (rest.isEmpty()) {
                    throw new UsageException(
                            "missing argument: command=prepare (expected: prepare <directory> [key=value,...])");
                }
                return new Arguments(command, 0, atMost(2, command, " <directory> [key=value,...]", rest));
            }
            case "list" -> {
                return new Arguments(command, 0, atMost(0, command, "", rest));
            }
            case "stop", "dump" -> {
                return ofProcess(command, rest, 0, 0, "");
            }
            case "attach" -> {
                return ofProcess(command, rest, 0, 1, " [key=value,...]");
            }
            case "mode" -> {
                Arguments mode = ofProcess(command, rest, 1, 1, " on|observe|off");
                if (!List.of("on", "observe", "off").contains(mode.rest.get(0))) {
                    throw new UsageException(
                            "no such mode: mode=" + mode.rest.get(0) + " (expected: on, observe or off)");
                }
                return mode;
            }
            case "stats" -> {
                Arguments stats = ofProcess(command, rest, 0, 1, " [--watch]");
                if (!stats.rest.isEmpty() && !stats.rest.get(0).equals(WATCH)) {
                    throw new UsageException("unknown option: " + stats.rest.get(0) + " (expected: --watch)");
                }
                return stats;
            }
            default -> throw new UsageException("unknown command: " + command + " (expected: " + COMMANDS + ")");
        }
    }

    private static Arguments ofProcess(String command, List<String> rest, int least, int most, String usage)
            throws UsageException {
        if (rest.isEmpty() || rest.size() < least + 1) {
            throw new UsageException(
                    "missing argument: command=" + command + " (expected: " + command + " <pid>" + usage + ")");
        }
        atMost(most + 1, command, " <pid>" + usage, rest);
        return new Arguments(command, pid(rest.get(0)), rest.subList(1, rest.size()));
    }

    private static List<String> atMost(int count, String command, String usage, List<String> rest)
            throws UsageException {
        if (rest.size() > count) {
            throw new UsageException("too many arguments: command=" + command + " first=" + rest.get(count)
                    + " (expected: " + command + usage + ")");
        }
        return rest;
    }

    private static long pid(String text) throws UsageException {
        try {
            long pid = Long.parseLong(text);
            if (pid > 0) {
                return pid;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("not a process: pid=" + text + " (expected: a number, as list prints it)");
        }
        throw new UsageException("not a process: pid=" + text + " (expected: a number, as list prints it)");
    }
}
