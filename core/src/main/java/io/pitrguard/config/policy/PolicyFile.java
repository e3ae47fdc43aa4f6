package io.pitrguard.config.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the text of a policy file, or says why it cannot be read. */
final class PolicyFile {
    /** Far more than any policy needs. */
    static final int MAX_BYTES = 256 * 1024;

    private PolicyFile() {}

    /** Returns the file's text. */
    static Optional<String> text(Path file, Problems problems) {
        if (Files.isDirectory(file)) {
            problems.add(SourcePosition.FILE, "", "this is a directory", "Name the policy file in it.");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return text(in.readNBytes(MAX_BYTES + 1), problems);
        } catch (IOException failure) {
            refuse(failure, problems);
            return Optional.empty();
        }
    }

    /** Returns the text of a file with this content. */
    static Optional<String> text(byte[] content, Problems problems) {
        if (content.length > MAX_BYTES) {
            refuseSize(problems);
            return Optional.empty();
        }
        return decode(content, problems);
    }

    /** Reports that there is more than a policy may hold. */
    static void refuseSize(Problems problems) {
        problems.add(
                SourcePosition.FILE,
                "",
                "the file is larger than " + MAX_BYTES / 1024 + " KiB",
                "Check that this is the policy; a pattern such as orders-* stands for many tables.");
    }

    private static void refuse(IOException failure, Problems problems) {
        switch (failure) {
            case NoSuchFileException _ ->
                problems.add(
                        SourcePosition.FILE,
                        "",
                        "there is no such file",
                        "Check the path, seen from the current folder.");
            case AccessDeniedException _ ->
                problems.add(SourcePosition.FILE, "", "the file may not be read", "Check its permissions.");
            default ->
                problems.add(
                        SourcePosition.FILE,
                        "",
                        "the file could not be read (" + Quoted.of(String.valueOf(failure.getMessage())) + ")",
                        "Check the file and the disk that it is on.");
        }
    }

    private static Optional<String> decode(byte[] bytes, Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            problems.add(
                    SourcePosition.at(text, text.length()),
                    "",
                    "the file is not UTF-8 from here on",
                    "Save it as UTF-8.");
            return Optional.empty();
        }
        return Optional.of(text);
    }
}
