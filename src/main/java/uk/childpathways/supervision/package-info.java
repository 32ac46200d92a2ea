/**
 * How often the case of a child is supervised, by what the record says of the child's situation; and that there is
 * exactly one case supervision for each child with whom work goes on.
 */
package uk.childpathways.supervision;
