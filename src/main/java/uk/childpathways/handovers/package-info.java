/** A child goes from one journey to another, meetings are moved, journeys end. */
package uk.childpathways.handovers;
