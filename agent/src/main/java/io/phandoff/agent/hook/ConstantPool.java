// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

/** Steps through the constants of a class file without a parser, which costs too much where most classes are rejected. */
public final class ConstantPool {
    /** Where the number of constants stands, which is one more than the highest index. */
    public static final int COUNT_AT = 8;
    /** Where the constant with index 1 begins. */
    public static final int FIRST_AT = 10;
    /** The tag of a constant that is text: its length in two bytes and then its characters follow. */
    public static final int UTF8 = 1;

    private ConstantPool() {}

    /**
     * How long a constant is.
     *
     * @param bytes the class file
     * @param at where the constant's tag stands
     * @return its length in bytes, with the tag
     * @throws IllegalArgumentException if there is no such tag
     */
    public static int length(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case UTF8 -> 3 + u2(bytes, at + 1);
            case 7, 8, 16, 19, 20 -> 3; // Class, String, MethodType, Module, Package
            case 15 -> 4; // MethodHandle
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 5; // Integer, Float, members, NameAndType, Dynamic, InvokeDynamic
            case 5, 6 -> 9; // Long, Double
            default ->
                throw new IllegalArgumentException("unknown tag of a constant: at=".concat(Integer.toString(at)));
        };
    }

    /**
     * How many indexes a constant takes.
     *
     * @param tag its tag
     * @return 2 for Long and Double, else 1
     */
    public static int indexes(int tag) {
        return tag == 5 || tag == 6 ? 2 : 1;
    }

    /**
     * Whether a text constant has a certain value.
     *
     * @param bytes the class file
     * @param at where the constant's tag stands
     * @param text ASCII characters
     * @return true if they are the constant's
     */
    public static boolean isText(byte[] bytes, int at, String text) {
        int length = text.length();
        if (u2(bytes, at + 1) != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[at + 3 + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * An unsigned number of two bytes.
     *
     * @param bytes the class file
     * @param at where it stands
     * @return its value
     */
    public static int u2(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
