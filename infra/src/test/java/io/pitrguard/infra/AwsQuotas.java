package io.pitrguard.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** AWS's default quotas: {@code aws-quotas.csv}. */
record AwsQuotas(String asOf, List<Quota> all) {
    private static final Path FILE = Path.of("src", "test", "cost", "aws-quotas.csv");
    private static final String AS_OF = "# asOf: ";

    /** A quota; one that cannot be raised is met for good. */
    record Quota(String name, double limit, String unit, boolean raisable, String page) {}

    static AwsQuotas read() throws IOException {
        String asOf = "";
        List<Quota> all = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith(AS_OF)) {
                asOf = line.substring(AS_OF.length());
            } else if (!line.startsWith("#") && !line.startsWith("quota,")) {
                String[] cells = line.split(",", -1);
                all.add(new Quota(cells[0], Double.parseDouble(cells[1]), cells[2], cells[3].equals("yes"), cells[4]));
            }
        }
        return new AwsQuotas(asOf, List.copyOf(all));
    }
}
