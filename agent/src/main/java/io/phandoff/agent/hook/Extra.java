// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import java.util.List;

/** Groups of hook points that are off unless the program's owner asks for them: mostly too short to be worth a hook. */
public enum Extra {
    /** Looking at, listing, making, moving and deleting files: long on a dead network file system only. */
    FILE_METADATA("file-metadata"),
    /** Closing files and sockets: long with SO_LINGER and on a network file system. */
    CLOSE("close"),
    /** The sockets of {@code jdk.net.usePlainSocketImpl}, which JDK 18 dropped. */
    LEGACY_SOCKETS("legacy-sockets"),
    /** What channels and selectors outside the JDK call around their blocking code. */
    CHANNEL_SPI("channel-spi"),
    /** The channels of jdk.sctp. */
    SCTP("sctp"),
    /** The terminals of java.smartcardio. */
    SMARTCARD("smartcard"),
    /** Where threads begin and end: comes with the option that names threads, not by itself. */
    THREADS(null);

    private final String optionName;

    Extra(String optionName) {
        this.optionName = optionName;
    }

    /**
     * The group's name in the option {@code phandoff.hooks.extra}.
     *
     * @return lower case with dashes; null if it is not asked for there
     */
    public String optionName() {
        return optionName;
    }

    /** The points of the group, for every JDK and system. Loads them; not for the start of a program without extras. */
    List<HookPoint> points() {
        return switch (this) {
            case FILE_METADATA -> MetadataPoints.POINTS;
            case CLOSE -> RarePoints.CLOSE;
            case LEGACY_SOCKETS -> RarePoints.LEGACY_SOCKETS;
            case CHANNEL_SPI -> RarePoints.CHANNEL_SPI;
            case SCTP -> RarePoints.SCTP;
            case SMARTCARD -> RarePoints.SMARTCARD;
            case THREADS -> ThreadPoints.POINTS;
        };
    }
}
