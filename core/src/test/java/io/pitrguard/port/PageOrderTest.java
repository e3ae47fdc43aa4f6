package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageOrderTest {
    private final PageOrder order = new PageOrder("the list");

    @Test
    void readsOnToTheLastPage() {
        assertThat(Stream.of("a", "b", "c").map(Optional::of).map(order::refuse))
                .allMatch(Optional::isEmpty);
        assertThat(order.refuse(Optional.empty())).isEmpty();
    }

    @Test
    void refusesAPageThatCameBeforeHoweverLongTheCircle() {
        assertThat(Stream.of("a", "b", "c").map(Optional::of).map(order::refuse))
                .allMatch(Optional::isEmpty);

        assertThat(order.refuse(Optional.of("a")))
                .contains(new Cause(Cause.Kind.BROKEN, "AWS repeated a page of the list."));
    }

    @Test
    void refusesMorePagesThanAnyListHas() {
        for (int page = 2; page <= PageOrder.MOST_PAGES; page++) {
            assertThat(order.refuse(Optional.of("page " + page))).isEmpty();
        }

        assertThat(order.refuse(Optional.of("one more")))
                .contains(new Cause(Cause.Kind.BROKEN, "AWS gave more than 1000 pages of the list."));
    }
}
