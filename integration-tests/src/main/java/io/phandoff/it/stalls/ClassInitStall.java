// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/** A class that a plain thread initialises; each time another copy, of a class loader of its own. */
public final class ClassInitStall implements Stall {

    private static volatile CountDownLatch begun;
    private static volatile CountDownLatch wanted;
    private IntSupplier user;

    /** Its initialiser is slow. */
    static final class Slow {
        static final int value = init();

        private Slow() {}

        private static int init() {
            initialise();
            return 1;
        }
    }

    /** Whose first use of {@link Slow} waits for the initialiser. */
    public static final class User implements IntSupplier {
        @Override
        public int getAsInt() {
            return Slow.value;
        }
    }

    /** Called from copies of {@link Slow}, so in their loaders' parent. */
    public static void initialise() {
        begun.countDown();
        try {
            wanted.await();
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void arm() throws ReflectiveOperationException, InterruptedException {
        begun = new CountDownLatch(1);
        wanted = new CountDownLatch(1);
        Class<?> copy = new Copies().loadClass(User.class.getName());
        user = (IntSupplier) copy.getConstructor().newInstance();
        Thread initialiser = new Thread(this::use, "class-initialiser");
        initialiser.setDaemon(true);
        initialiser.start();
        begun.await();
    }

    @Override
    public void block() {
        wanted.countDown();
        use();
    }

    private void use() {
        if (user.getAsInt() != 1) {
            throw new IllegalStateException("not initialised");
        }
    }

    /** Loads copies of the two classes above. */
    private static final class Copies extends ClassLoader {
        Copies() {
            super(ClassInitStall.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean copied = name.equals(User.class.getName()) || name.equals(ClassInitStall.class.getName() + "$Slow");
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = copied ? findLoadedClass(name) : null;
                return loaded != null ? loaded : copied ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
