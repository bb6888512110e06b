// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import io.phandoff.agent.config.OptionTable;

/** The text of {@code --help}. */
final class Help {
    private Help() {}

    static String text(String version) {
        return "phandoff " + version + """


                usage: java -javaagent:phandoff-agent.jar [options] -jar program.jar
                       java -jar phandoff-agent.jar <command>

                commands:
                  list                          JVMs of this user (of all, as root), which have the agent, its mode
                  attach <pid> [key=value,...]  start the agent in a running JVM; if it runs there: change mode, procs
                  stop <pid>                    take the agent out again: hooks, threads, waiting
                  mode <pid> on|observe|off     what the agent does with what it sees
                  dump <pid>                    state of each processor, worker and pool; who waits behind whom
                  stats <pid> [--watch]         table of the pools; every second, until it is interrupted
                  print-config [key=value,...]  the options that hold with these arguments and system properties
                  prepare <directory> [key=value,...]
                                                write what phandoff.cache=<directory> reads, with these options
                  report <recording.jfr> [-o <report.html>] [--trace <out.json>]
                                                a recording of Flight Recorder as a page (beside it if nothing is
                                                said), as a trace for Perfetto
                  --version, --help

                exit codes: 0 done, 1 not done (standard error says why), 2 wrong arguments

                options (default, range):
                """ + OptionTable.toHelp();
    }
}
