// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Optional;

/** The C library's {@code usleep} by java.lang.foreign, which these sources are too old to name. */
final class ForeignStall implements Stall.OfOneThread {

    private static final String PACKAGE = "java.lang.foreign.";
    private final MethodHandle usleep;

    ForeignStall() throws ReflectiveOperationException {
        Class<?> linkerType = Class.forName(PACKAGE + "Linker");
        Class<?> layoutType = Class.forName(PACKAGE + "MemoryLayout");
        Class<?> descriptorType = Class.forName(PACKAGE + "FunctionDescriptor");
        Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        Object symbols = linkerType.getMethod("defaultLookup").invoke(linker);
        Object address = ((Optional<?>) Class.forName(PACKAGE + "SymbolLookup")
                        .getMethod("find", String.class)
                        .invoke(symbols, "usleep"))
                .orElseThrow();
        Object layout =
                Class.forName(PACKAGE + "ValueLayout").getField("JAVA_INT").get(null);
        Object layouts = Array.newInstance(layoutType, 1);
        Array.set(layouts, 0, layout);
        Object descriptor =
                descriptorType.getMethod("of", layoutType, layouts.getClass()).invoke(null, layout, layouts);
        Class<?> optionType = Class.forName(PACKAGE + "Linker$Option");
        Object none = Array.newInstance(optionType, 0);
        usleep = (MethodHandle) linkerType
                .getMethod("downcallHandle", Class.forName(PACKAGE + "MemorySegment"), descriptorType, none.getClass())
                .invoke(linker, address, descriptor, none);
    }

    @Override
    public void block() throws Exception {
        try {
            int failed = (int) usleep.invokeExact(MILLIS * 1000);
            if (failed != 0) {
                throw new IllegalStateException("usleep failed: result=" + failed + " (expected: 0)");
            }
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
