package uk.childpathways.notices;

/**
 * What a notice says. It is made of child references, names of standards and dates; nothing that a person typed about a
 * child goes in, because mail is read where records are not.
 *
 * @param subject one line
 * @param text one or a few sentences
 */
public record NoticeText(String subject, String text) {}
