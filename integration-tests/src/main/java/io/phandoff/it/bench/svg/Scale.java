// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench.svg;

/** Where on an axis a value lies, in pixels. */
public final class Scale {

    private final boolean logarithmic;
    private final double lowest;
    private final double highest;
    private final double lowestPixel;
    private final double highestPixel;

    private Scale(boolean logarithmic, double lowest, double highest, double lowestPixel, double highestPixel) {
        this.logarithmic = logarithmic;
        this.lowest = logarithmic ? Math.log(lowest) : lowest;
        this.highest = logarithmic ? Math.log(highest) : highest;
        this.lowestPixel = lowestPixel;
        this.highestPixel = highestPixel;
    }

    /** Equal differences are equally far apart. */
    public static Scale linear(double lowest, double highest, double lowestPixel, double highestPixel) {
        return new Scale(false, lowest, highest, lowestPixel, highestPixel);
    }

    /** Equal ratios are equally far apart; all values above 0. */
    public static Scale logarithmic(double lowest, double highest, double lowestPixel, double highestPixel) {
        return new Scale(true, lowest, highest, lowestPixel, highestPixel);
    }

    /** A value outside lies outside; the only value of an axis in its middle. */
    public double at(double value) {
        if (highest <= lowest) {
            return (lowestPixel + highestPixel) / 2;
        }
        double share = ((logarithmic ? Math.log(value) : value) - lowest) / (highest - lowest);
        return lowestPixel + share * (highestPixel - lowestPixel);
    }
}
