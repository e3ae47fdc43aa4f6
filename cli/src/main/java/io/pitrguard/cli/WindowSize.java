package io.pitrguard.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.OptionalInt;

/** Asks the terminal of a stream how wide it is now; the user may resize it at any time. */
final class WindowSize {
    private static final boolean LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");

    /** TIOCGWINSZ, which has another number on macOS and the BSDs. */
    private static final long GET_WINDOW_SIZE = LINUX ? 0x5413L : 0x40087468L;

    private static final long BYTES_OF_WINSIZE = 8;
    private static final long OFFSET_OF_COLUMNS = 2;

    private WindowSize() {}

    /**
     * Returns the columns of the terminal.
     *
     * @param stream 1 for standard output, 2 for standard error
     * @return empty if the stream is not a terminal, or one that does not say
     */
    static OptionalInt columns(int stream) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(BYTES_OF_WINSIZE);
            int failed = (int) Ioctl.HANDLE.invokeExact(stream, GET_WINDOW_SIZE, size);
            int columns = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, OFFSET_OF_COLUMNS));
            return failed == 0 && columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
        } catch (Throwable unsupported) { // what a method handle declares; a width is never worth a failure
            return OptionalInt.empty();
        }
    }

    /** Linked when it is first needed: only a terminal needs it. */
    private static final class Ioctl {
        private static final MethodHandle HANDLE = link();

        // The launcher allows native access; without it the JVM warns, and the width is a usual one.
        @SuppressWarnings("restricted")
        private static MethodHandle link() {
            Linker linker = Linker.nativeLinker();
            MemoryLayout address = ValueLayout.ADDRESS;
            return linker.downcallHandle(
                    linker.defaultLookup().find("ioctl").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, address),
                    // Variadic after the second argument.
                    Linker.Option.firstVariadicArg(2));
        }
    }
}
