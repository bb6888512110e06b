// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import io.phandoff.runtime.CallKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything about files but their content. For java.io.File the public methods, which are the same on every JDK and system:
 * up to JDK 20 most of the natives below them have no Java caller of their own.
 */
final class MetadataPoints {
    private static final String FILE = "java/io/File";
    private static final String UNIX = "sun/nio/fs/UnixNativeDispatcher";
    private static final String PATH = "(Lsun/nio/fs/UnixPath;";
    private static final String ATTRIBUTES = "Lsun/nio/fs/UnixFileAttributes;";

    static final List<HookPoint> POINTS = points();

    private MetadataPoints() {}

    private static List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>();
        for (String method : List.of(
                "canExecute()Z",
                "canRead()Z",
                "canWrite()Z",
                "createNewFile()Z",
                "delete()Z",
                "exists()Z",
                "getCanonicalPath()Ljava/lang/String;",
                "getFreeSpace()J",
                "getTotalSpace()J",
                "getUsableSpace()J",
                "isDirectory()Z",
                "isFile()Z",
                "isHidden()Z",
                "lastModified()J",
                "length()J",
                "mkdir()Z",
                "normalizedList()[Ljava/lang/String;", // below list and listFiles
                "renameTo(Ljava/io/File;)Z",
                "setExecutable(ZZ)Z",
                "setLastModified(J)Z",
                "setReadOnly()Z",
                "setReadable(ZZ)Z",
                "setWritable(ZZ)Z")) {
            points.add(of(FILE, method));
        }
        points.add(of(FilePoints.INPUT, "length()J"));
        points.add(of(FilePoints.INPUT, "position()J"));
        points.add(of(FilePoints.RANDOM, "length()J").since(FilePoints.FIRST_WITH_WRAPPERS));
        for (String method : List.of(
                "chmod" + PATH + "I)V",
                "chown" + PATH + "II)V",
                "lchown" + PATH + "II)V",
                "link" + PATH + "Lsun/nio/fs/UnixPath;)V",
                "lstat" + PATH + ATTRIBUTES + ")V",
                "mkdir" + PATH + "I)V",
                "mknod" + PATH + "IJ)V",
                "opendir" + PATH + ")J",
                "readlink" + PATH + ")[B",
                "realpath" + PATH + ")[B",
                "rename" + PATH + "Lsun/nio/fs/UnixPath;)V",
                "renameat(I[BI[B)V",
                "rmdir" + PATH + ")V",
                "stat" + PATH + ATTRIBUTES + ")V",
                "statvfs" + PATH + "Lsun/nio/fs/UnixFileStoreAttributes;)V",
                "symlink([BLsun/nio/fs/UnixPath;)V",
                "unlink" + PATH + ")V",
                "unlinkat(I[BI)V")) {
            points.add(of(UNIX, method).on(Os.UNIX));
        }
        for (String method : List.of("access" + PATH + "I)V", "exists" + PATH + ")Z", "stat" + PATH + ")I")) {
            points.add(of(UNIX, method).on(Os.UNIX).until(20));
        }
        for (String method : List.of(
                "access" + PATH + "I)I",
                "fchmod(II)V",
                "fstat(I" + ATTRIBUTES + ")V",
                "futimens(IJJ)V",
                "readdir(J)[B",
                "stat2" + PATH + ATTRIBUTES + ")I")) {
            points.add(of(UNIX, method).on(Os.UNIX).since(21));
        }
        points.add(of(UNIX, "utimes" + PATH + "JJ)V").on(Os.UNIX).until(21));
        points.add(of(UNIX, "lutimes" + PATH + "JJ)V").on(Os.UNIX).until(21));
        points.add(of(UNIX, "fstatat(I[BI" + ATTRIBUTES + ")V").on(Os.UNIX).until(25));
        points.add(of(UNIX, "fchmodat(ILsun/nio/fs/UnixPath;II)V").on(Os.UNIX).since(25));
        points.add(of(UNIX, "utimensat(ILsun/nio/fs/UnixPath;JJI)V").on(Os.UNIX).since(25));
        points.add(of(UNIX, "fstatat(ILsun/nio/fs/UnixPath;I" + ATTRIBUTES + ")V")
                .on(Os.UNIX)
                .since(26));
        points.add(of(UNIX, "fstatat2(ILsun/nio/fs/UnixPath;I" + ATTRIBUTES + ")I")
                .on(Os.UNIX)
                .since(26));
        // readdir is native up to 20
        points.add(of("sun/nio/fs/UnixDirectoryStream$UnixDirectoryIterator", "readNextEntry()Ljava/nio/file/Path;")
                .on(Os.UNIX)
                .until(20));
        return List.copyOf(points);
    }

    private static HookPoint of(String owner, String nameAndType) {
        int type = nameAndType.indexOf('(');
        return HookPoint.soft(
                        owner,
                        nameAndType.substring(0, type),
                        nameAndType.substring(type),
                        Shape.AROUND,
                        CallKind.FILE_METADATA)
                .onlyWith(Extra.FILE_METADATA);
    }
}
