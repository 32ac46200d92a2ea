package uk.childpathways.web;

import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;

/**
 * One page of a list, as every list of our API is answered.
 *
 * @param page counted from 0
 * @param total how many there are in all
 */
public record Paged<T>(List<T> items, int page, int size, long total, int pages) {

    public static <T> Paged<T> of(Page<T> page) {
        return of(page, Function.identity());
    }

    public static <S, T> Paged<T> of(Page<S> page, Function<? super S, ? extends T> view) {
        List<T> items = page.getContent().stream().<T>map(view).toList();
        return new Paged<>(items, page.getNumber(), page.getSize(), page.getTotalElements(), page.getTotalPages());
    }
}
