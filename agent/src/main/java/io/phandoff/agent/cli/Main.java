// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import io.phandoff.agent.AgentMain;
import io.phandoff.agent.command.Printable;
import io.phandoff.agent.config.PrintConfig;
import io.phandoff.agent.timeline.Report;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command line; called by reflection from the jar's main class. */
public final class Main {
    static final int DONE = 0;
    static final int NOT_DONE = 1;
    static final int WRONG_USAGE = 2;

    private Main() {}

    /**
     * Runs a command.
     *
     * @param jar the agent's jar
     * @param args the command and its arguments
     * @return the exit code
     */
    public static int run(File jar, String[] args) {
        if (args.length == 1 && args[0].equals(Prepared.END)) {
            return Prepared.end(System.err);
        }
        return run(jar, List.of(args), System.out, System.err);
    }

    static int run(File jar, List<String> args, PrintStream out, PrintStream err) {
        try {
            return run(jar, Arguments.parse(args), out, err);
        } catch (UsageException e) {
            return failed(err, e.getMessage(), WRONG_USAGE);
        } catch (FailedException e) {
            return failed(err, e.getMessage(), NOT_DONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(err, "interrupted", NOT_DONE);
        } catch (NoClassDefFoundError e) {
            if (!e.toString().contains("com/sun/tools/attach")) {
                return failed(err, "failed: cause=" + e, NOT_DONE);
            }
            return failed(
                    err,
                    "this Java has no module jdk.attach: java.home=" + System.getProperty("java.home")
                            + " (expected: a JDK, or a run-time image with jdk.attach)",
                    NOT_DONE);
        } catch (IOException | RuntimeException e) {
            return failed(err, "failed: cause=" + e, NOT_DONE);
        }
    }

    private static int run(File jar, Arguments arguments, PrintStream out, PrintStream err)
            throws FailedException, IOException, InterruptedException {
        String version = AgentMain.version();
        switch (arguments.command()) {
            case Arguments.HELP -> out.print(Help.text(version));
            case Arguments.VERSION -> out.println("phandoff " + version);
            case "print-config" -> out.print(PrintConfig.text(first(arguments.rest())));
            case "report" -> {
                return Report.run(arguments.rest().toArray(new String[0]), out, err);
            }
            case Arguments.PREPARE -> {
                return Prepared.run(jar, arguments.rest());
            }
            case "list" -> out.print(JvmList.text());
            default -> new Remote(jar, version, out).run(arguments);
        }
        return DONE;
    }

    private static String first(List<String> words) {
        return words.isEmpty() ? null : words.get(0);
    }

    private static int failed(PrintStream err, String message, int code) {
        err.println("phandoff: " + Printable.lines(message)); // it may quote what the other process says
        return code;
    }
}
