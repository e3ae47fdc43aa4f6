package io.pitrguard.domain.export;

import java.util.List;

/** The data files of an export, as its manifest lists them. */
public record ExportFiles(List<File> files) {
    /**
     * A file.
     *
     * @param key in the export's bucket
     * @param items how many it has
     * @param md5 of its bytes, in Base64
     */
    public record File(String key, long items, String md5) {}

    public ExportFiles {
        files = List.copyOf(files);
    }

    /** Returns how many items all files have. */
    public long items() {
        return files.stream().mapToLong(File::items).sum();
    }
}
