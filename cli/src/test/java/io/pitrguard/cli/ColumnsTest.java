package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Columns}: what a narrow screen shows, exactly. */
class ColumnsTest {
    private static Columns fleet() {
        Columns columns = new Columns("VERDICT", "OWNER", "RECOVERY", "TABLE").spare("RECOVERY", "OWNER");
        columns.row(
                Colour.RED, "NON_COMPLIANT", "data-platform@example.com", "off", "orders-of-the-shop-in-production");
        columns.details("Recovery is off.");
        columns.row(Colour.GREEN, "COMPLIANT", "注文チームと在庫チーム", "on, 35 d", "carts");
        columns.row("NOT_APPLICABLE", "צוות הזמנות", "gone", "t".repeat(255));
        return columns;
    }

    private static String text(int width) {
        return fleet().text(new Screen(width, false));
    }

    @Test
    void showsAllWhereThereIsRoom() {
        assertThat(text(320)).isEqualTo("""
                VERDICT         OWNER                      RECOVERY  TABLE
                NON_COMPLIANT   data-platform@example.com  off       orders-of-the-shop-in-production
                    Recovery is off.
                COMPLIANT       注文チームと在庫チーム     on, 35 d  carts
                NOT_APPLICABLE  צוות הזמנות                gone      %s
                """.formatted("t".repeat(255)));
    }

    @Test
    void leavesOutWhatMattersLeastAndSaysSo() {
        assertThat(text(80)).isEqualTo("""
                VERDICT         OWNER                      TABLE
                NON_COMPLIANT   data-platform@example.com  orders-of-the-shop-in-production
                    Recovery is off.
                COMPLIANT       注文チームと在庫チーム     carts
                NOT_APPLICABLE  צוות הזמנות
                    %s
                    %s
                    %s
                    %s
                (--wide also shows RECOVERY)
                """.formatted("t".repeat(76), "t".repeat(76), "t".repeat(76), "t".repeat(27)));
    }

    @Test
    void shortensWhatMattersMore() {
        assertThat(text(66)).startsWith("""
                VERDICT         OWNER             TABLE
                NON_COMPLIANT   data-platform@e…  orders-of-the-shop-in-production
                    Recovery is off.
                COMPLIANT       注文チームと在…   carts
                NOT_APPLICABLE  צוות הזמנות
                """);
    }

    @Test
    void leavesOutAllThatCanBeSparedForTheName() {
        assertThat(text(50)).startsWith("""
                VERDICT         TABLE
                NON_COMPLIANT   orders-of-the-shop-in-production
                    Recovery is off.
                COMPLIANT       carts
                NOT_APPLICABLE
                """).endsWith("(--wide also shows OWNER, RECOVERY)\n");
    }

    @Test
    void neverCutsTheName() {
        assertThat(text(40)).startsWith("""
                VERDICT         OWNER              TABLE
                NON_COMPLIANT   data-platform@ex…
                    orders-of-the-shop-in-production
                    Recovery is off.
                COMPLIANT       注文チームと在庫…  carts
                """);
    }

    @Test
    void shortensALastColumnThatCanBeSpared() {
        Columns places = new Columns("TABLES", "ACCOUNT AND REGION", "ACCOUNT NAME").spare("ACCOUNT NAME");
        places.row("2", "111122223333 eu-west-1", "shop-production (Workloads/Production)");

        assertThat(places.text(new Screen(50, false))).isEqualTo("""
                TABLES  ACCOUNT AND REGION      ACCOUNT NAME
                2       111122223333 eu-west-1  shop-production (…
                """);
        assertThat(places.text(new Screen(42, false))).isEqualTo("""
                TABLES  ACCOUNT AND REGION
                2       111122223333 eu-west-1
                (--wide also shows ACCOUNT NAME)
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 50, 60, 66, 80, 100, 132, 200})
    void noLineIsWiderThanTheScreen(int width) {
        assertThat(text(width).lines()).allMatch(line -> TextWidth.of(line) <= width);
        assertThat(text(width).replaceAll("\\s", "")).contains("t".repeat(255), "orders-of-the-shop-in-production");
    }
}
