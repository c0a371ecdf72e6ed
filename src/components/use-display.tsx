'use client'

import { useState } from 'react'
import { type Display, displayAttributes, displayCookie, readDisplay, writeDisplay } from './display'

const yearSeconds = 31_536_000

const cookieNow = () => document.cookie.match(new RegExp(`(?:^|; )${displayCookie}=([^;]*)`))?.[1]

/** The display settings, and a way to change them that takes effect at once and on every later page. */
export function useDisplay(initial: Display): [Display, (change: Partial<Display>) => void] {
  const [display, setDisplay] = useState(initial)

  const change = (part: Partial<Display>) => {
    // Another part of the page may have changed another setting: the cookie is the truth, not our copy.
    const next = { ...readDisplay(cookieNow()), ...part }
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is missing in the oldest browsers we serve
    document.cookie = `${displayCookie}=${writeDisplay(next)}; path=/; max-age=${yearSeconds}; samesite=lax`
    const root = document.documentElement
    const { className, ...attributes } = displayAttributes(next)
    for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, value)
    root.className = className ?? ''
    setDisplay(next)
  }

  return [display, change]
}
