package io.pitrguard.report;

import java.io.ByteArrayOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The report as one HTML file that needs no network: the static page, with the document where its marker is. The page's
 * security policy has the hashes of its script and style, so nothing else of it may be changed.
 */
public final class HtmlReport {
    private static final String RESOURCE = "page.html";
    private static final String MARKER = "@@REPORT@@";

    private HtmlReport() {}

    /** What writes the document. */
    interface Document {
        /** Writes it, and leaves the writer open. */
        void write(Writer out) throws IOException;
    }

    /** Returns the file, in UTF-8. */
    public static byte[] of(ReportView view) {
        return insert(page(), out -> Json.write(view, out));
    }

    /**
     * Returns the page with the document, in UTF-8: the report of a large organization fits into a function's memory once, not
     * as several texts. The page is split before anything is inserted: a table may be named like the marker.
     *
     * @throws IllegalStateException unless the page has its marker exactly once
     */
    static byte[] insert(String page, Document document) {
        int at = page.indexOf(MARKER);
        if (at < 0 || page.indexOf(MARKER, at + 1) >= 0) {
            throw new IllegalStateException("The report page must have " + MARKER + " exactly once");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            out.write(page, 0, at);
            document.write(new Escaping(out));
            out.write(page, at + MARKER.length(), page.length() - at - MARKER.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Escapes what could end the script element or be taken for markup: in JSON it is only in texts, where escapes are allowed. */
    private static final class Escaping extends FilterWriter {
        Escaping(Writer out) {
            super(out);
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            int kept = from;
            for (int i = from; i < from + length; i++) {
                if (isMarkup(text[i])) {
                    out.write(text, kept, i - kept);
                    out.write("\\u%04x".formatted((int) text[i]));
                    kept = i + 1;
                }
            }
            out.write(text, kept, from + length - kept);
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            write(text.toCharArray(), from, length);
        }

        @Override
        public void write(int character) throws IOException {
            write(new char[] {(char) character}, 0, 1);
        }

        private static boolean isMarkup(char character) {
            return switch (character) {
                case '<', '>', '&', '\u2028', '\u2029' -> true;
                default -> false;
            };
        }
    }

    private static String page() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing from pitr-guard's own files");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
