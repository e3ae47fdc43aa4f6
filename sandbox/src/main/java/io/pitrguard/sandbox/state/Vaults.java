package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What AWS Backup has of the tables of one account and region. */
public final class Vaults {

    private final List<Point> points = new CopyOnWriteArrayList<>();
    private final List<Job> jobs = new CopyOnWriteArrayList<>();

    /**
     * A recovery point.
     *
     * @param table the ARN of the table
     */
    public record Point(String table, String arn, String vault, String status, Instant created, long bytes) {}

    /**
     * A restore of a recovery point.
     *
     * @param table the ARN of the table
     * @param validation null where nobody validates
     * @param plan the ARN of a restore testing plan; null where a person restores
     */
    public record Job(
            String table,
            String id,
            String status,
            @Nullable String validation,
            @Nullable String plan,
            Instant created,
            @Nullable Instant completed) {}

    /** Adds a recovery point. */
    public void add(Point point) {
        points.add(point);
    }

    /** Adds a restore. */
    public void add(Job job) {
        jobs.add(job);
    }

    /** Returns the recovery points of a table, by its ARN. */
    public List<Point> points(String table) {
        return points.stream().filter(point -> point.table().equals(table)).toList();
    }

    /** Returns the restores of a table, by its ARN. */
    public List<Job> jobs(String table) {
        return jobs.stream().filter(job -> job.table().equals(table)).toList();
    }

    Vaults copy() {
        Vaults copy = new Vaults();
        copy.points.addAll(points);
        copy.jobs.addAll(jobs);
        return copy;
    }
}
