// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether only the running user and root could have written a file: whoever writes a cache writes the code of java.lang.Thread. The file and
 * its directory must be one of theirs and writable by nobody else, and so must all directories above, but for sticky ones
 * ({@code /tmp}), in which others cannot move what is not theirs. Links are followed first. Linux only: there
 * {@code /proc/self} says who runs.
 */
final class CacheTrust {
    private static final Path SELF = Path.of("/proc/self");
    private static final String OWNER_AND_MODE = "unix:uid,mode";
    private static final int OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private CacheTrust() {}

    /**
     * Looks at a file, and at what is above it.
     *
     * @param file without links
     * @return why it is not to be trusted, null if it is
     */
    static String problemOfFile(Path file) throws IOException {
        Map<String, Object> attributes = read(file);
        if ((mode(attributes) & TYPE) != REGULAR) {
            return "not a file: path=" + file;
        }
        String problem = problem(file, attributes, uid(read(SELF)), false);
        return problem == null ? problemOfDirectory(file.getParent()) : problem;
    }

    /** The same for a directory that holds caches. */
    static String problemOfDirectory(Path directory) throws IOException {
        String problem = problem(directory, read(directory), uid(read(SELF)), false);
        return problem == null ? problemAbove(directory.getParent()) : problem;
    }

    /** The same for a directory below which there may be one that holds caches, null for what is above the root. */
    static String problemAbove(Path directory) throws IOException {
        int user = uid(read(SELF));
        for (Path each = directory; each != null; each = each.getParent()) {
            String problem = problem(each, read(each), user, true);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static String problem(Path path, Map<String, Object> attributes, int user, boolean mayBeSticky) {
        int owner = uid(attributes);
        if (owner != 0 && owner != user) {
            return "owned by somebody else: path=" + path + " uid=" + owner + " (expected: "
                    + (user == 0 ? "0" : user + " or 0") + ")";
        }
        int mode = mode(attributes);
        if ((mode & OTHERS_WRITE) != 0 && !(mayBeSticky && (mode & STICKY) != 0)) {
            return "writable by others: path=" + path + " mode=" + Integer.toOctalString(mode & 07777);
        }
        return null;
    }

    private static Map<String, Object> read(Path path) throws IOException {
        try {
            return path.equals(SELF)
                    ? Files.readAttributes(path, OWNER_AND_MODE)
                    : Files.readAttributes(path, OWNER_AND_MODE, LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new IOException("this system does not say who owns a file: path=" + path, e);
        }
    }

    private static int uid(Map<String, Object> attributes) {
        return (int) attributes.get("uid");
    }

    private static int mode(Map<String, Object> attributes) {
        return (int) attributes.get("mode");
    }
}
