// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.ArrayList;
import java.util.List;

/** All rows, in the order of the table. What has none, and why, is in the module's README. */
public final class Catalogue {
    private Catalogue() {}

    static List<Row> rows(Workshop workshop) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(Parks.ROWS);
        rows.addAll(Locks.ROWS);
        rows.addAll(Synchronizers.ROWS);
        rows.addAll(Queues.ROWS);
        rows.addAll(Futures.ROWS);
        rows.addAll(Streams.ROWS);
        rows.addAll(Sockets.ROWS);
        rows.addAll(SocketChannels.rows(workshop));
        rows.addAll(OtherChannels.rows(workshop));
        rows.addAll(Names.ROWS);
        rows.addAll(Fifos.rows(workshop));
        rows.addAll(FileChannels.rows(workshop));
        rows.addAll(Processes.rows(workshop));
        rows.addAll(Clients.ROWS);
        rows.addAll(SysmonOnly.ROWS);
        return rows;
    }

    /** The names of all rows, without preparing anything. */
    public static List<String> names() {
        return rows(null).stream().map(Row::name).toList();
    }
}
